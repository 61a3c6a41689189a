"""How alembic reaches the books: on the connection, and in the transaction, that `migrate` hands over."""

from alembic import context

from fitmail.store.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite changes a table by making it anew
)
with context.begin_transaction():
    context.run_migrations()
