"""The engine's rows: what the wire shows of pipelines, executions and files. State changes only by named transitions."""
