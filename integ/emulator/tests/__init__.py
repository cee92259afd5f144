"""`python -m unittest discover -s emulator/tests -t .`, run in `integ/` with the venv's Python."""
