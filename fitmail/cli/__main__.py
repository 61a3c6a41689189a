"""`python -m fitmail.cli` is `fitmail`."""

from fitmail.cli import main

main()
