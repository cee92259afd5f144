"""One file a patched fault: NEEDS, the private names it uses, and install(), which answers the types it slows down."""
