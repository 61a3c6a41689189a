"""The rota that changes by mail: absences, and the hours and costs that people tell."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "absence",
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("value", sa.JSON(none_as_null=True), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_absence"),
    )
    op.create_table(
        "spent",
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("coop", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("value", sa.JSON(none_as_null=True), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_spent"),
    )
    with op.batch_alter_table("spent", schema=None) as batch_op:
        batch_op.create_index("ix_spent_case_id", ["case_id"], unique=False)
        batch_op.create_index("ix_spent_at", ["at"], unique=False)
        batch_op.create_index("ix_spent_event", ["event"], unique=False)
