"""What a request of a viewer meets at CloudFront and at a load balancer, beyond what MiniStack knows."""
