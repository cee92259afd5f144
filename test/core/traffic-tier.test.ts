import { TrafficTier } from '../../src/core';

const ordered = (tiers: TrafficTier[]) => [...tiers].sort((one, other) => one._position - other._position);

test('tiers are in the order of a request, from the outside in', () => {
  const { OBJECTIVES, DNS, EDGE, NETWORK, LOAD_BALANCER, GATEWAY, SERVICE, FUNCTION } = TrafficTier;
  const { QUEUE, CACHE, DATABASE, STORAGE, ACCOUNT } = TrafficTier;
  const tiers = [
    ...[OBJECTIVES, DNS, EDGE, NETWORK, LOAD_BALANCER, GATEWAY, SERVICE, FUNCTION],
    ...[QUEUE, CACHE, DATABASE, STORAGE, ACCOUNT],
  ];

  expect(ordered(Object.values(TrafficTier))).toEqual(tiers); // of all that there are
  expect(new Set(tiers.map(({ title }) => title)).size).toBe(tiers.length);
});

test("a team's tier is between the tier it follows and the next one", () => {
  const search = TrafficTier.of('Search', TrafficTier.DATABASE);
  const index = TrafficTier.of('Index', search);
  const { DATABASE, STORAGE } = TrafficTier;

  expect(ordered([STORAGE, index, DATABASE, search])).toEqual([DATABASE, search, index, STORAGE]);
});
