"""How Alembic reaches the workspace's database: over the connection that `migrate` hands it."""

from alembic import context

from lineup.workspace.tables import Table

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Table.metadata,
    version_table=context.config.attributes["version_table"],
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
