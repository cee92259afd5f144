"""One file a type that MiniStack does not know: TYPE, REPLACES, create, update, delete."""
