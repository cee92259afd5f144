"""`python -m unittest discover -s emulator/tests -t .`, run in `sandbox/` with the venv's Python."""
