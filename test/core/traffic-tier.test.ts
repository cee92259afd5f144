import { TrafficTier } from '../../src/core';

test("a team's tier is between the tier it follows and the next one", () => {
  const queue = TrafficTier.of('Queue', TrafficTier.SERVICE);
  const consumer = TrafficTier.of('Consumer', queue);
  const { CACHE, DATABASE, DNS, EDGE, LOAD_BALANCER, SERVICE } = TrafficTier;
  const tiers = [DATABASE, consumer, CACHE, SERVICE, queue, LOAD_BALANCER, EDGE, DNS];
  const ordered = [...tiers].sort((one, other) => one._position - other._position);

  expect(ordered).toEqual([DNS, EDGE, LOAD_BALANCER, SERVICE, queue, consumer, CACHE, DATABASE]);
});
