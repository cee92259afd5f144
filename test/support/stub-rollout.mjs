// The deployments of a service, as far as ECS shows them. A deployment runs the digest that the channel has when it
// begins, and ends after `lasts` seconds by `outcome`:
//   completes, hangs   with a desired count of 0 a deployment completes at once
//   fails              FAILED; where an earlier one completed, the circuit breaker rolls back to it
//   vanishes           the same, but when somebody looks only the deployment of the rollback is left
//   yields             somebody else deploys
// Whoever else moves the channel meanwhile does so as the deployment begins: `rival` is the digest.

/** Begins a deployment. */
export function roll(images) {
  const { outcome, lasts } = images;
  images.deployments.forEach((deployment) => {
    deployment.status = 'ACTIVE';
    delete deployment.outcome;
  });
  const deployment = begin(images, images.tags[images.channel], { outcome, endsAt: images.seconds + lasts });
  if (images.rival) images.tags[images.channel] = images.rival;
  return deployment;
}

/** The deployments as ECS lists them now, which for `stale` times is as they were before the last one began. */
export function servicesOf(images) {
  const ours = images.deployments.find(({ outcome, endsAt }) => outcome && endsAt <= images.seconds);
  if (images.desiredCount === 0) images.deployments.forEach(complete);
  else if (ours) end(images, ours);
  if (images.deployments.length > 1 && images.stale > 0) {
    images.stale -= 1;
    return images.deployments.slice(0, -1);
  }
  return images.deployments;
}

function end(images, ours) {
  const { outcome } = ours;
  const others = images.deployments.filter((deployment) => deployment !== ours);
  delete ours.outcome;
  if (outcome === 'completes') {
    complete(ours);
    images.deployments = [ours];
  } else if (outcome === 'fails' || outcome === 'vanishes') {
    const good = others.find(({ rolloutState }) => rolloutState === 'COMPLETED');
    Object.assign(ours, { rolloutState: 'FAILED', reason: 'ECS deployment circuit breaker: tasks failed to start.' });
    images.deployments = outcome === 'fails' ? [ours] : [];
    if (good) {
      ours.status = 'ACTIVE';
      begin(images, good.digest, {});
    }
  } else if (outcome === 'yields') {
    ours.status = 'ACTIVE';
    begin(images, images.tags[images.channel], {});
  }
}

function begin(images, digest, plan) {
  images.deploymentCount += 1;
  const id = `ecs-svc/${images.deploymentCount}`;
  const deployment = { id, digest, status: 'PRIMARY', rolloutState: 'IN_PROGRESS', reason: 'in progress.', ...plan };
  images.deployments.push(deployment);
  return deployment;
}

function complete(deployment) {
  Object.assign(deployment, { rolloutState: 'COMPLETED', reason: 'completed.' });
}
