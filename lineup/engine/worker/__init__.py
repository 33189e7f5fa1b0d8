"""The worker process: drains the queue, and runs each step in a child that may crash, hang or be killed."""
