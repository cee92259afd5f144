import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Repository } from './repository';

/** An object that lives in the kernel. */
export interface ObjectReference {
  readonly '$jsii.byref': string;
}

const RUNTIME = join(Repository.here.root, 'node_modules/@jsii/runtime/webpack/bin/jsii-runtime.js');

/**
 * The process through which Python, Java, Go and C# use the library, spoken to as they speak to it: one JSON object a
 * line, a request in, an answer out.
 */
export class JsiiKernel {
  public static async start(folder: string): Promise<JsiiKernel> {
    // Without a cache of packages, or the tarballs of tests would stay in the user's.
    const env = { PATH: process.env.PATH, HOME: folder, TMPDIR: folder, JSII_RUNTIME_PACKAGE_CACHE: 'disabled' };
    const kernel = new JsiiKernel(spawn(process.execPath, [RUNTIME], { cwd: folder, env, stdio: 'pipe' }));
    const { hello } = await kernel.answer();
    if (!/^@jsii\/runtime@/.test(String(hello))) {
      throw new Error(`the jsii kernel did not say hello: ${kernel.complaints}`);
    }
    return kernel;
  }

  private readonly lines: AsyncIterator<string>;
  private complaints = '';

  private constructor(private readonly child: ChildProcess) {
    this.lines = createInterface(child.stdout!)[Symbol.asyncIterator]();
    child.stderr!.on('data', (chunk) => (this.complaints += chunk));
  }

  /** Loads a package, after those it depends on. */
  public async load(name: string, version: string, tarball: string): Promise<string> {
    const { assembly } = await this.request({ api: 'load', name, version, tarball });
    return assembly as string;
  }

  public async create(fqn: string, ...args: unknown[]): Promise<ObjectReference> {
    return (await this.request({ api: 'create', fqn, args })) as unknown as ObjectReference;
  }

  public async callStatic<T>(fqn: string, method: string, ...args: unknown[]): Promise<T> {
    return (await this.request({ api: 'sinvoke', fqn, method, args })).result as T;
  }

  public async call<T>(objref: ObjectReference, method: string, ...args: unknown[]): Promise<T> {
    return (await this.request({ api: 'invoke', objref, method, args })).result as T;
  }

  public async get<T>(objref: ObjectReference, property: string): Promise<T> {
    return (await this.request({ api: 'get', objref, property })).value as T;
  }

  public async stop(): Promise<void> {
    if (this.child.exitCode === null) {
      const ended = once(this.child, 'exit');
      this.child.stdin!.end('{"exit":0}\n');
      await ended;
    }
  }

  private async request(message: object): Promise<Record<string, unknown>> {
    this.child.stdin!.write(`${JSON.stringify(message)}\n`);
    const { ok, error, name, callback } = await this.answer();
    if (error !== undefined) {
      throw new Error(`${name}: ${error}`);
    }
    if (callback !== undefined) {
      throw new Error(`the kernel calls back, and nothing here implements anything: ${JSON.stringify(callback)}`);
    }
    return ok as Record<string, unknown>;
  }

  private async answer(): Promise<Record<string, unknown>> {
    const { value, done } = await this.lines.next();
    if (done) {
      throw new Error(`the jsii kernel ended: ${this.complaints}`);
    }
    return JSON.parse(value);
  }
}
