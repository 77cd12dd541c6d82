/** Runtime on ONNX Runtime: the module (onnxruntime-node or onnxruntime-web) is passed in, so this package depends on neither. */
import { LearnError } from "../error.ts";
import type { DataType, TensorData } from "../graph/tensor.ts";
import type { Runtime, Session, Value } from "./runtime.ts";

export interface OrtTensor {
  readonly type: string;
  readonly dims: readonly number[];
  readonly data: unknown;
  dispose(): void;
}

export interface OrtSession {
  readonly outputNames: readonly string[];
  run(feeds: Readonly<Record<string, OrtTensor>>, fetches: readonly string[]): Promise<Readonly<Record<string, OrtTensor>>>;
  release(): Promise<void>;
}

/** The part of onnxruntime-common that is used. */
export interface OrtModule {
  readonly Tensor: new (type: never, data: never, dims: readonly number[]) => unknown;
  readonly InferenceSession: { create(model: never, options?: object): Promise<unknown> };
}

export interface OrtOptions {
  /** Execution provider; default "cpu". */
  readonly provider?: "cpu" | "cuda" | "webgpu" | "coreml" | "dml" | "wasm";
  /** Threads inside one operation; 0, the default, leaves it to the runtime. */
  readonly threads?: number;
  /** Called when the wanted provider cannot be had and the CPU takes its place; without it that is an error (unsupported). */
  readonly onFallback?: (message: string) => void;
}

type Create = (model: unknown, options: object) => Promise<OrtSession>;
type MakeTensor = new (type: string, data: unknown, dims: readonly number[]) => OrtTensor;

export function onnxRuntime(ort: OrtModule, options: OrtOptions = {}): Runtime {
  const Tensor = ort.Tensor as unknown as MakeTensor;
  const create = ort.InferenceSession.create.bind(ort.InferenceSession) as unknown as Create;
  let provider = options.provider ?? "cpu";

  async function openWith(model: Uint8Array | string): Promise<OrtSession> {
    const settings = () => ({
      executionProviders: [provider],
      graphOptimizationLevel: "all",
      logSeverityLevel: 3,
      ...(options.threads ? { intraOpNumThreads: options.threads, interOpNumThreads: 1 } : {}),
    });
    try {
      return await create(model, settings());
    } catch (cause) {
      if (provider === "cpu" || provider === "wasm")
        throw new LearnError("runtime", `the model cannot be opened: ${(cause as Error).message}`, cause);
      const message = `execution provider "${provider}" cannot be used (${(cause as Error).message.split("\n")[0]}); using the CPU`;
      if (options.onFallback === undefined) throw new LearnError("unsupported", message, cause);
      options.onFallback(message);
      provider = "cpu";
      return openWith(model);
    }
  }

  return {
    get provider() {
      return provider;
    },
    async open(model): Promise<Session> {
      const session = await openWith(model);
      return {
        async run(feeds, wanted = session.outputNames) {
          const given = Object.fromEntries(
            Object.entries(feeds).map(([name, value]) => [name, new Tensor(value.dtype, value.data, value.dims)]),
          );
          try {
            const results = await session.run(given, wanted);
            return Object.fromEntries(
              Object.entries(results).map(([name, tensor]): [string, Value] => [
                name,
                { dtype: tensor.type as DataType, dims: tensor.dims, data: tensor.data as TensorData },
              ]),
            );
          } catch (cause) {
            throw new LearnError("runtime", `the model failed: ${(cause as Error).message}`, cause);
          } finally {
            for (const tensor of Object.values(given)) tensor.dispose();
          }
        },
        close: () => session.release(),
      };
    },
  };
}
