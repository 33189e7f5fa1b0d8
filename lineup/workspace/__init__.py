"""What the dashboard remembers: documents, collections, archived executions, comparisons, verdicts and golden values.

It belongs to the dashboard and the command line, whatever server they talk to; the engine knows nothing of it. Rows lie
in SQLite or Postgres, the bytes of documents and results in a folder beside them.
"""
