#!/usr/bin/env bash
# Publishes the build of a web app to its StaticSpaSite, or puts an earlier release back. docs/publishing.md has the
# contract, and why each step is where it is. Takes s3:ListBucket on the bucket, s3:GetObject, PutObject and DeleteObject
# on its objects, cloudfront:CreateInvalidation on the distribution, and no other action.
#
#   publish.sh --bucket B --distribution D --toolchain vite|flutter --release R [--keep 5] DIR
#   publish.sh --bucket B --distribution D --toolchain vite|flutter --rollback R
set -euo pipefail
export LC_ALL=C.UTF-8 AWS_PAGER='' CDPATH='' # one order for `sort`, one encoding for keys; no surprises

main() {
  read_arguments "$@"
  sha256=(sha256sum) # macOS has the other one
  command -v sha256sum >/dev/null || sha256=(shasum -a 256)
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT

  if [[ $rollback ]]; then
    fetch_copy
    check_build
    check_copy
  else
    check_build
    check_name
    printf '%s\n' "$digest" >"$work/.complete"
    aws s3 cp "$dir" "s3://$bucket/_releases/$release/" --recursive --only-show-errors
    only_those_in "$work/stale" aws s3 rm "s3://$bucket/_releases/$release/" --recursive --only-show-errors
  fi
  mark_complete
  publish_files
  aws cloudfront create-invalidation --distribution-id "$distribution" --paths '/*' \
    --query Invalidation.Id --output text
  say "$bucket serves $release"
  [[ $rollback ]] || prune
}

read_arguments() {
  bucket='' distribution='' toolchain='' release='' rollback='' keep='' dir=''
  while (($#)); do
    case $1 in
      --bucket | --distribution | --toolchain | --release | --rollback | --keep)
        (($# > 1)) || refuse "'$1' has no value"
        printf -v "${1#--}" %s "$2"
        shift 2
        ;;
      -*) refuse "there is no option '$1'" ;;
      *)
        [[ ! $dir ]] || refuse "one folder is published at a time, got '$dir' and '$1'"
        dir=$1
        shift
        ;;
    esac
  done
  [[ $bucket =~ ^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$ ]] || refuse "'--bucket' must be the name of a bucket, got '$bucket'"
  [[ $distribution =~ ^[A-Z0-9]+$ ]] || refuse "'--distribution' must be the id of a distribution, got '$distribution'"
  [[ $toolchain =~ ^(vite|flutter)$ ]] || refuse "'--toolchain' must be vite or flutter, got '$toolchain'"
  [[ ! $release || ! $rollback ]] || refuse "'--release' publishes and '--rollback' puts back: give one of them"
  local name=${release:-$rollback} option=--release
  [[ ! $rollback ]] || option=--rollback
  [[ $name =~ ^[A-Za-z0-9_][A-Za-z0-9._-]{0,63}$ ]] ||
    refuse "'$option' must be 1 to 64 letters, digits, '.', '_' and '-', the first no '.' and no '-', got '$name'"
  release=$name
  if [[ $rollback ]]; then
    [[ ! $dir && ! $keep ]] ||
      refuse "'--rollback' takes neither a folder nor '--keep': it publishes the copy, and removes nothing"
  else
    keep=${keep:-5}
    [[ $keep =~ ^[0-9]{1,3}$ ]] && ((10#$keep >= 2)) ||
      refuse "'--keep' must be 2 to 999, for users still hold the release before, got '$keep'"
    [[ -d $dir ]] || refuse "the build must be a folder, got '$dir'"
  fi
}

# The copy of release $release in $dir, and its marker.
fetch_copy() {
  list_copies _releases/
  local complete
  complete=$(awk -F'\t' '$3 == ".complete" { print $2 }' "$work/objects")
  complete=${complete:-(none)}
  grep -qxF -e "$release" <<<"$complete" ||
    refuse "there is no complete release '$release' in $bucket, there is: ${complete//$'\n'/, }"
  dir=$work/build
  aws s3 cp "s3://$bucket/_releases/$release/" "$dir" --recursive --only-show-errors
  mv "$dir/.complete" "$work/.complete"
}

# A copy that was damaged, or changed by another writer, is not what the release was.
check_copy() {
  local marker
  marker=$(cat "$work/.complete")
  if [[ ! $marker ]]; then
    say "the '.complete' of release '$release' has no SHA-256 to check its copy by, so it was published before there was one"
  elif [[ $marker != "$digest" ]]; then
    refuse "the copy of release '$release' in $bucket is not what was published, by the SHA-256 in its '.complete':" \
      "put another release back, or publish the build of '$release' again"
  fi
}

check_build() {
  dir=$(cd "$dir" && pwd -P)
  [[ $dir != *[*?[]* ]] || refuse "the AWS CLI takes '*', '?' and '[' in '$dir' for patterns: move the build"
  [[ -f $dir/index.html ]] || refuse "there is no index.html in '$dir'"
  [[ ! -e $dir/_releases && ! -e $dir/.complete ]] ||
    refuse "'_releases' and '.complete' are not for builds, found in '$dir'"
  # Vite's headers on Flutter's names, which carry no hash, would hold customers on this release for a year.
  local found=vite
  [[ ! -e $dir/main.dart.js && ! -e $dir/flutter_bootstrap.js ]] || found=flutter
  [[ $found == "$toolchain" ]] || refuse "'--toolchain' is $toolchain, but '$dir' looks like a build by $found"
  [[ -z $(cd "$dir" && find . -name '*[[:cntrl:]]*') ]] || refuse "names of files must be printable, see '$dir'"
  # The root of a Vite project has an index.html too, beside .env and .git. Flutter puts .last_build_id into its builds.
  found=$(cd "$dir" && find . \( -name '.?*' ! -path ./.well-known ! -path ./.last_build_id -o -path ./node_modules \
    -o -path ./package.json -o -path ./pubspec.yaml \) -prune | sort | sed -n '1s:^\./::p')
  [[ ! $found ]] ||
    refuse "'$found' looks like a source tree, not a build: pass dist/ or build/web, with no name that begins with '.'"
  # The AWS CLI follows links: one that a dependency put there would publish a file of this machine.
  local link target
  while IFS= read -r link; do
    target=$(readlink -f "$dir/$link") || target=''
    [[ -e $dir/$link && $target == "$dir"/* ]] ||
      refuse "the symbolic link '$link' leads to no file of '$dir': publish a copy of what may be public"
  done < <(cd "$dir" && find . -type l | sed 's:^\./::')
  (cd "$dir" && find -L . -type f | sed 's:^\./::' | sort) >"$work/files"
  digest=$(cd "$dir" && sed 's:^:./:' "$work/files" | tr '\n' '\0' | xargs -0 "${sha256[@]}" | "${sha256[@]}")
  digest=${digest%% *}
}

# A name stands for one build: where the copy is complete, it must be of this one. What a copy has and this build has not
# is listed in stale.
check_name() {
  list_copies "_releases/$release/"
  cut -f 3 "$work/objects" | sort >"$work/copied"
  comm -13 "$work/files" "$work/copied" | sed '/^\.complete$/d' >"$work/stale"
  if grep -qxF .complete "$work/copied"; then
    aws s3 cp "s3://$bucket/_releases/$release/" "$work/marker" --recursive --only-show-errors --exclude '*' --include .complete
    [[ $(cat "$work/marker/.complete") == "$digest" ]] ||
      refuse "$bucket has another build as release '$release', which a rollback has to find unchanged: give each build a" \
        "'--release' of its own, like '$release-2'"
  fi
}

# From here on the release counts as one to go back to, as the newest. It comes before the first file at the root, so
# that whatever is at the root belongs to a complete copy, which tells `prune` what to remove one day.
mark_complete() {
  aws s3 cp "$work/.complete" "s3://$bucket/_releases/$release/.complete" --only-show-errors
}

# Sorts every file into one list, by step and type; then the lists go up in order: what a file refers to is there first.
publish_files() {
  local path step list
  mkdir "$work/steps"
  while IFS= read -r path; do
    case $toolchain:$path in
      vite:assets/*) step=1-hashed ;;
      *.html) step=4-html ;;
      flutter:main.dart.js | flutter:main.dart.js_*.part.js | flutter:main.dart.wasm | flutter:main.dart.mjs | \
        flutter:flutter.js | flutter:flutter_bootstrap.js | flutter:flutter_service_worker.js | flutter:version.json)
        step=3-entry
        ;;
      *) step=2-others ;;
    esac
    case $path in
      *.wasm | *.mjs | *.webmanifest) printf '%s\n' "$path" >>"$work/steps/$step.${path##*.}" ;;
      *) printf '%s\n' "$path" >>"$work/steps/$step.guessed" ;;
    esac
  done <"$work/files"

  for list in "$work"/steps/*; do
    local headers=(--cache-control no-cache)
    [[ $list != */1-hashed.* ]] || headers=(--cache-control 'public, max-age=31536000, immutable')
    case $list in # the AWS CLI guesses types by the table of the machine, which may lack these
      *.wasm) headers+=(--content-type application/wasm) ;;
      *.mjs) headers+=(--content-type text/javascript) ;;
      *.webmanifest) headers+=(--content-type application/manifest+json) ;;
    esac
    only_those_in "$list" aws s3 cp "$dir" "s3://$bucket/" --recursive --only-show-errors "${headers[@]}"
  done
}

# Removes the releases beyond $keep: from the root what they alone list, then their copies.
prune() {
  list_copies _releases/
  awk -F'\t' -v ours="$release" '$3 == ".complete" { print ($2 == ours) "\t" $1 "\t" $2 }' "$work/objects" |
    sort -r >"$work/complete" # ours first, whatever clocks say, then by the moment of the marker
  # A copy without marker is a run that was interrupted before it touched the root; a recent one may yet be repeated.
  awk -F'\t' -v keep="$keep" '
    NR == FNR { complete[$3]; if (FNR <= keep) { kept[$3]; oldest = $2 }; next }
    $1 > newest[$2] { newest[$2] = $1 }
    END { for (r in newest) if (!(r in kept) && (r in complete || newest[r] < oldest)) print r "\t" (r in complete) }
  ' "$work/complete" "$work/objects" | sort >"$work/removed"
  awk -F'\t' '
    NR == FNR { complete[$1] = $2; next }
    !($2 in complete) { stays[$3]; next }
    complete[$2] { goes[$3] }
    END { for (path in goes) if (!(path in stays)) print path }
  ' "$work/removed" "$work/objects" | sort >"$work/unlisted"

  only_those_in "$work/unlisted" aws s3 rm "s3://$bucket/" --recursive --only-show-errors
  local old
  while IFS=$'\t' read -r old _; do
    aws s3 rm "s3://$bucket/_releases/$old/.complete" --only-show-errors # first: half a copy is none to go back to
    aws s3 rm "s3://$bucket/_releases/$old/" --recursive --only-show-errors
    say "$bucket keeps $old no longer"
  done <"$work/removed"
}

# Moment, release and path of every object of the copies below a prefix. The moment keeps an empty list, which the AWS CLI prints as
# "None", from looking like a key.
list_copies() {
  aws s3api list-objects-v2 --bucket "$bucket" --prefix "$1" \
    --query 'Contents[].[LastModified,Key]' --output text |
    sed -n $'s:\t_releases/\\([^/]*\\)/:\t\\1\t:p' >"$work/objects"
}

# Runs a command of `aws s3` on the paths listed in a file and on no others; by the hundred, for commands have a limit.
only_those_in() {
  local list=$1
  shift
  [[ -s $list ]] || return 0
  sed -e 's/[[*?]/[&]/g' -e 's/^/--include=/' "$list" | tr '\n' '\0' | xargs -0 -n 100 "$@" --exclude '*'
}

say() {
  printf 'publish.sh: %s\n' "$*" >&2
}

refuse() {
  say "$*"
  exit 2
}

main "$@"
