"""Which types the example's templates hold, and what each is in the sandbox."""

import glob
import json
import os
import subprocess
import tempfile

from . import registry
from .template_only import TEMPLATE_ONLY

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
APP = os.path.join(ROOT, 'build', 'examples', 'rl-bank', 'app.js')
CONFIG = os.path.join(ROOT, 'examples', 'rl-bank', 'open.yaml')
READINESS = ('waiting', 'starting', 'running')
LIMIT = 60


def standing(resource_type):
    """`launcher`, `template-only`, `native`, or None for a type that the sandbox does not know."""
    if resource_type in registry.own_types():
        return 'launcher'
    if resource_type in TEMPLATE_ONLY:
        return 'template-only'
    return 'native' if resource_type in registry.native_types() else None


def types_in(folder):
    """Each type in a cloud assembly, with the stacks that hold it."""
    found = {}
    for file in sorted(glob.glob(os.path.join(folder, '*.template.json'))):
        with open(file, encoding='utf-8') as template:
            for resource in json.load(template)['Resources'].values():
                found.setdefault(resource['Type'], set()).add(os.path.basename(file).removesuffix('.template.json'))
    return found


def unknown_in(found):
    return {name: sorted(stacks) for name, stacks in sorted(found.items()) if standing(name) is None}


def types_of_the_bank():
    """The types of open.yaml, at each readiness that the config knows."""
    if not os.path.exists(APP):
        raise AssertionError('The example is not compiled: run `npm run demo` first.')
    found = {}
    with open(CONFIG, encoding='utf-8') as opened:
        config = opened.read()
    if config.count('readiness: waiting') != 1:
        raise AssertionError('open.yaml no longer says `readiness: waiting` once: the census cannot change it.')
    for readiness in READINESS:
        with tempfile.TemporaryDirectory() as folder:
            file = os.path.join(folder, 'config.yaml')
            with open(file, 'w', encoding='utf-8') as written:
                written.write(config.replace('readiness: waiting', f'readiness: {readiness}'))
            out = os.path.join(folder, 'out')
            _synthesize(file, out)
            for name, stacks in types_in(out).items():
                found.setdefault(name, set()).update(stacks)
    return found


def _synthesize(config, out):
    with open(os.path.join(ROOT, 'cdk.json'), encoding='utf-8') as settings:
        context = {**json.load(settings)['context'], 'config': config}
    ran = subprocess.run(
        ['node', APP],
        cwd=ROOT,
        env={**os.environ, 'CDK_OUTDIR': out, 'CDK_CONTEXT_JSON': json.dumps(context), 'CDK_VALIDATION': 'false'},
        capture_output=True,
        text=True,
        timeout=LIMIT,
        check=False,
    )
    if ran.returncode != 0:
        raise AssertionError(f'The example does not synthesize:\n{ran.stderr}')
