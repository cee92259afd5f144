"""One module for each fault: NEEDS, the private names that it uses, and install().

install() returns the resource types whose handlers call back into this server, if any.
"""
