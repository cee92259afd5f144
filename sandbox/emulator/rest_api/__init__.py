"""What a request of a REST API of API Gateway meets, from its host name to its log line."""
