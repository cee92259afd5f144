"""Sign-in of a user pool by a SAML provider: metadata, request, and the checks of a response."""
