"""One module for each resource type that MiniStack lacks: TYPE, REPLACES, create, update, delete."""
