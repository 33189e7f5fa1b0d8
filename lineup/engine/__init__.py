"""The embedded engine: a local server of the Pipelines API that really processes documents."""
