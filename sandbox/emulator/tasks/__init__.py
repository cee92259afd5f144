"""Runs the tasks of ECS as processes of this machine, and schedules those of its services as ECS does.

Only images of the repositories in the table of `programs.py` run; the tasks of all other images stay records.
"""
