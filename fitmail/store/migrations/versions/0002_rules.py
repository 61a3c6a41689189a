"""Rules that change by mail: what people propose, and what became of corrections."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "proposal",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("activated_by", sa.Text(), nullable=False),
        sa.Column("activated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("value", sa.JSON(none_as_null=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_proposal"),
    )
    with op.batch_alter_table("proposal", schema=None) as batch_op:
        batch_op.create_index("ix_proposal_state", ["state"], unique=False)
    # What was corrected before waits like everything else.
    with op.batch_alter_table("correction", schema=None) as batch_op:
        batch_op.add_column(sa.Column("state", sa.Text(), nullable=False, server_default="pending"))
        batch_op.add_column(sa.Column("settled_by", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True))
