/** Port that a relay listens on, as the user of the container may. */
export const RELAY_PORT = 5432;

/** Port of the health check: one on the port of the relay would open a connection to the database each time. */
export const HEALTH_PORT = 8404;

/** Seconds that a relay has for its connections once it is stopped. Fargate kills it after 30. */
const STOP_SECONDS = 20;

/**
 * HAProxy as a relay of TCP, whose values are environment variables.
 *
 * The name of the writer is looked up each second, so that a new connection follows a failover. Keepalive finds a peer that is
 * gone within a minute. There is no health check of the database: the tasks would stop when it fails over.
 *
 * https://docs.haproxy.org/3.2/configuration.html#5.3
 */
export const RELAY_CONFIG = `global
  log stdout format raw local0 info
  maxconn 500
  hard-stop-after ${STOP_SECONDS}s
resolvers vpc
  parse-resolv-conf
  accepted_payload_size 8192
  timeout resolve 1s
  timeout retry 1s
  hold valid 1s
defaults
  timeout connect 5s
frontend relay
  mode tcp
  log global
  option tcplog
  option clitcpka
  clitcpka-idle 30s
  clitcpka-intvl 10s
  clitcpka-cnt 3
  timeout client 1h
  bind ":$RELAY_PORT"
  default_backend database
backend database
  mode tcp
  option srvtcpka
  srvtcpka-idle 30s
  srvtcpka-intvl 10s
  srvtcpka-cnt 3
  timeout server 1h
  server writer "$DB_HOST:$DB_PORT" resolvers vpc resolve-prefer ipv4 init-addr libc,none
frontend health
  mode http
  timeout client 5s
  bind ":$HEALTH_PORT"
  monitor-uri /
`;

/** HAProxy reads files alone: the configuration goes to the one directory that the container may write to. */
export const RELAY_COMMAND = [
  'sh',
  '-c',
  'printf "%s\\n" "$RELAY_CONFIG" > /tmp/haproxy.cfg && exec haproxy -W -db -f /tmp/haproxy.cfg',
];
