"""What is wrong with a document, a metadata or a response, for the app that asked for the sign-in."""


class Refused(Exception):
    """Its message goes to the callback of the app as `error_description`."""
