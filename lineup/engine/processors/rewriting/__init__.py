"""What custom processors share that take a converted document, change it, and render what is left."""
