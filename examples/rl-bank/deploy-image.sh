#!/usr/bin/env bash
# Pushes an image as sha-<commit>, moves the channel of its ECR repository to it and, if told which, rolls one ECS
# service; where that fails it puts the channel back. docs/images.md has the contract. Takes the six actions of the
# image role and, for a service, ecs:UpdateService and ecs:DescribeServices on it, and no other action. The two may be
# two roles: calls of ECS then go by a profile of the AWS CLI.
#
#   deploy-image.sh --registry R --repository N --channel live --commit C [--cluster K --service S [--timeout 900]
#     [--roll-profile P] | --next] IMAGE
set -euo pipefail
export LC_ALL=C.UTF-8 AWS_PAGER=''

main() {
  read_arguments "$@"
  unsettled='' rolling='' logged_in=''
  trap 'stopped' EXIT
  trap 'exit 129' HUP
  trap 'exit 130' INT
  trap 'exit 143' TERM

  check_image_and_service
  push_image
  move_channel
  if [[ $service ]]; then
    roll_service
    watch_deployment
  elif [[ $next ]]; then
    unsettled=''
    say "$channel_uri is sha-$commit; no service runs it before '$running_channel' is moved to it"
  else
    unsettled=''
    say "$channel_uri is sha-$commit; no service was rolled: the next deployment rolls it"
  fi
}

read_arguments() {
  registry='' repository='' channel='' commit='' cluster='' service='' timeout=900 roll_profile='' next='' image=''
  while (($#)); do
    case $1 in
      --registry | --repository | --channel | --commit | --cluster | --service | --timeout | --roll-profile)
        (($# > 1)) || refuse "'$1' has no value"
        local name=${1#--}
        printf -v "${name//-/_}" %s "$2"
        shift 2
        ;;
      --next)
        next=-next
        shift
        ;;
      -*) refuse "there is no option '$1'" ;;
      *)
        [[ ! $image ]] || refuse "one image is deployed at a time, got '$image' and '$1'"
        image=$1
        shift
        ;;
    esac
  done
  [[ $registry =~ ^([0-9]{12})\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com(\.cn)?$ ]] ||
    refuse "'--registry' must be <account>.dkr.ecr.<region>.amazonaws.com, got '$registry'"
  export AWS_REGION=${BASH_REMATCH[2]} AWS_DEFAULT_REGION=${BASH_REMATCH[2]}
  [[ $repository =~ ^[a-z0-9]+([._/-]+[a-z0-9]+)*$ ]] ||
    refuse "'--repository' must be the name of a repository, got '$repository'"
  in_repository=(--registry-id "${registry%%.*}" --repository-name "$repository")
  [[ $channel =~ ^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$ && $channel != sha-* ]] ||
    refuse "'--channel' must be a tag that does not begin with 'sha-', for those never move, got '$channel'"
  running_channel=$channel channel=$channel$next
  ((${#channel} <= 128)) || refuse "'--channel' must be 123 characters at most for '--next', got '$running_channel'"
  [[ $commit =~ ^[A-Za-z0-9_.-]{7,124}$ ]] ||
    refuse "'--commit' must be 7 to 124 letters, digits, '.', '_' and '-', got '$commit'"
  [[ ${cluster:+1} == "${service:+1}" ]] || refuse "'--cluster' and '--service' belong together: give both or neither"
  [[ $cluster$service =~ ^[A-Za-z0-9_-]*$ ]] ||
    refuse "'--cluster' and '--service' must be names, no ARNs, got '$cluster' and '$service'"
  [[ ! $next || ! $service ]] || refuse "'--next' moves '$channel', which no service runs: leave '--service' out"
  [[ ! $roll_profile || $service ]] || refuse "'--roll-profile' is for rolling a service, and no '--service' is given"
  [[ $roll_profile =~ ^[A-Za-z0-9_.-]*$ ]] ||
    refuse "'--roll-profile' must be a profile's name of letters, digits, '.', '_' and '-', got '$roll_profile'"
  [[ $timeout =~ ^[0-9]{1,4}$ ]] && ((10#$timeout >= 60 && 10#$timeout <= 3600)) ||
    refuse "'--timeout' must be 60 to 3600 seconds, and has to fit into the session, got '$timeout'"
  timeout=$((10#$timeout))
  [[ $image ]] || refuse "the image must be one that docker has here, got ''"
  channel_uri=$registry/$repository:$channel
}

# What can be known to be wrong before anything is written.
check_image_and_service() {
  image_id=$(docker image inspect --format '{{.Id}}' "$image") ||
    refuse "the image must be one that docker has here, got '$image'"
  [[ $service ]] || return 0
  local status
  status=$(aws ecs describe-services ${roll_profile:+--profile "$roll_profile"} --cluster "$cluster" --services "$service" \
    --query 'services[0].status' --output text)
  [[ $status == ACTIVE ]] || refuse "there is no active service '$service' in cluster '$cluster', it is: $status"
}

# Leaves the image at sha-<commit>, and what the registry has there in $new_digest, $new_media and $new_manifest.
push_image() {
  fetch "sha-$commit"
  if [[ ! $digest ]]; then
    logged_in=yes
    aws ecr get-login-password | docker login --username AWS --password-stdin "$registry" >&2
    docker tag "$image" "$registry/$repository:sha-$commit"
    docker push "$registry/$repository:sha-$commit" >&2
    log_out
    fetch "sha-$commit"
    [[ $digest ]] || give_up "'sha-$commit' was pushed to $repository, but is not there"
  # The id is the digest of what is pushed or, in docker's older image store, of the configuration that it refers to.
  elif [[ $digest != "$image_id" && $manifest != *"\"$image_id\""* ]]; then
    refuse "'sha-$commit' in $repository is $digest, another image than '$image', and will not move: give each" \
      "attempt a '--commit' of its own, like '$commit-2'"
  fi
  new_digest=$digest new_media=$media new_manifest=$manifest
}

# Whatever ends the run from here on says what the channel holds and how it goes back.
move_channel() {
  fetch "$channel"
  old_digest=$digest old_media=$media old_manifest=$manifest
  unsettled=yes
  if [[ $old_digest == "$new_digest" ]]; then
    say "$channel_uri is $new_digest already, which is sha-$commit"
  else
    put_on_channel "$new_digest" "$new_media" "$new_manifest"
    say "$channel_uri moved from ${old_digest:-nothing} to $new_digest, which is sha-$commit"
  fi
}

roll_service() {
  rolling=yes
  local row
  row=$(aws ecs update-service ${roll_profile:+--profile "$roll_profile"} --cluster "$cluster" --service "$service" --force-new-deployment \
    --query "service.[deployments[?status=='PRIMARY'].id|[0],desiredCount]" --output text) ||
    give_up "$service was not rolled"
  IFS=$'\t' read -r deployment desired_count <<<"$row"
}

# Follows this very deployment: where the circuit breaker rolls back, or others deploy, another one becomes PRIMARY.
watch_deployment() {
  local waited row status state reason was_seen=''
  for ((waited = 0; waited <= timeout; waited += 10)); do
    row=$(aws ecs describe-services ${roll_profile:+--profile "$roll_profile"} --cluster "$cluster" --services "$service" --output text \
      --query "services[0].deployments[?id=='$deployment']|[0].[status,rolloutState,rolloutStateReason]") || row=unknown
    IFS=$'\t' read -r status state reason <<<"$row"
    case $status:$state in
      *:COMPLETED) completed && return 0 ;;
      *:FAILED) give_up "$deployment of $service FAILED: $reason" ;;
      PRIMARY:*) was_seen=yes ;;
      unknown:) ;; # the AWS CLI has said why; the next answer may be better
      None:) [[ ! $was_seen ]] || give_up "$deployment of $service is gone: the circuit breaker or others replaced it" ;;
      *) give_up "$deployment of $service is no longer the primary one: the circuit breaker or others replaced it" ;;
    esac
    sleep 10 >/dev/null 2>&1 &
    wait $! # a signal ends `wait` at once, and would wait for `sleep`
  done
  give_up "$deployment of $service was not done after $timeout seconds; it goes on, and if it completes, the service runs" \
    "sha-$commit while $channel does not"
}

completed() {
  unsettled=''
  if [[ $desired_count == 0 ]]; then
    say "$service has a desired count of 0: no task was started, so nothing shows yet that sha-$commit works"
  else
    say "$service runs sha-$commit"
  fi
}

# Says why, puts the channel back unless others have moved it since, and ends the run.
give_up() {
  say "$*"
  if [[ $unsettled ]]; then
    fetch "$channel"
    if [[ $digest != "$new_digest" ]]; then
      say "$channel_uri is ${digest:-nothing} by now: another run moved it, so it stays there"
    elif [[ ! $old_digest ]]; then
      say "$channel_uri stays at sha-$commit: it was nothing before, and the role removes no tags"
    elif [[ $old_digest == "$new_digest" ]]; then
      say "$channel_uri stays at sha-$commit: it was there before this run, so what to go back to is yours to say"
    else
      put_on_channel "$old_digest" "$old_media" "$old_manifest"
      say "$channel_uri is back at $old_digest"
    fi
    unsettled=''
  fi
  exit 1
}

# The password of ECR opens every repository of the role for 12 hours, and docker keeps it in a file.
log_out() {
  [[ ! $logged_in ]] || docker logout "$registry" >&2 || say "docker may still hold a password of $registry"
  logged_in=''
}

stopped() {
  log_out
  [[ $unsettled ]] || return 0
  local roll='' back="it was ${old_digest:-nothing} before"
  [[ ! $rolling ]] || roll=", and $service may be rolling"
  [[ ! $old_digest || $old_digest == "$new_digest" ]] || printf -v back %s "or put it back: aws ecr put-image --region $AWS_REGION ${in_repository[*]}" \
    " --image-tag $channel --image-digest $old_digest --image-manifest-media-type $old_media --image-manifest" \
    " \"\$(aws ecr batch-get-image --region $AWS_REGION ${in_repository[*]} --image-ids imageDigest=$old_digest" \
    " --accepted-media-types $old_media --query 'images[0].imageManifest' --output text)\""
  say "stopped before the outcome was known: $channel_uri is, or is about to be, sha-$commit$roll;" \
    "run the same command again, $back"
}

# Digest, media type and manifest of a tag, in $digest, $media and $manifest; nothing where there is no such tag. The
# manifest keeps every byte, its digest depends on it.
fetch() {
  local row failure
  row=$(aws ecr batch-get-image "${in_repository[@]}" --image-ids "imageTag=$1" --output text --query \
    '[failures[0].failureCode,images[0].imageId.imageDigest,images[0].imageManifestMediaType,images[0].imageManifest]' \
    --accepted-media-types application/vnd.oci.image.index.v1+json application/vnd.oci.image.manifest.v1+json \
    application/vnd.docker.distribution.manifest.list.v2+json application/vnd.docker.distribution.manifest.v2+json &&
    printf .)
  IFS=$'\t' read -r failure digest media _ <<<"$row"
  manifest=${row#*$'\t'*$'\t'*$'\t'}
  manifest=${manifest%$'\n.'}
  case $failure in
    None) ;;
    ImageNotFound) digest='' media='' manifest='' ;;
    *) say "ECR has '$1' of $repository, but says $failure" && exit 1 ;;
  esac
}

# With the digest, ECR refuses a manifest of which a byte was lost.
put_on_channel() {
  aws ecr put-image "${in_repository[@]}" --image-tag "$channel" --image-digest "$1" \
    --image-manifest-media-type "$2" --image-manifest "$3" --query image.imageId.imageDigest --output text >/dev/null
}

say() {
  printf 'deploy-image.sh: %s\n' "$*" >&2
}

refuse() {
  say "$*"
  exit 2
}

main "$@"
