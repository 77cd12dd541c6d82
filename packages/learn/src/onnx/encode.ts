/**
 * Writes a graph as an ONNX model (IR version 10, opset 20): what the wanted outputs need and nothing else. Weights stay inputs of
 * the model (training: the caller owns them) or are written into it (a model to serve).
 * Source: onnx.proto of github.com/onnx/onnx.
 */
import { LearnError } from "../error.ts";
import { leavesOf, operationsFor } from "../graph/order.ts";
import type { Shape } from "../graph/shape.ts";
import type { Attribute, DataType, Operation, Tensor, TensorData } from "../graph/tensor.ts";
import { MessageWriter } from "./protobuf.ts";

const opset = 20;
const irVersion = 10;

export const typeNumber: Readonly<Record<DataType, number>> = {
  float32: 1,
  uint8: 2,
  int8: 3,
  int32: 6,
  int64: 7,
  bool: 9,
  float16: 10,
};

export interface EncodeOptions {
  /** Inputs the model has even where nothing reads more of them than their sizes. */
  readonly inputs?: readonly Tensor[];
  /** Values of parameters to write into the model; a parameter it does not know stays an input. */
  readonly weights?: (name: string) => TensorData | undefined;
}

export interface EncodedGraph {
  readonly bytes: Uint8Array;
  /** Inputs, parameters that stayed inputs among them. */
  readonly inputs: readonly { readonly name: string; readonly shape: Shape; readonly dtype: DataType }[];
}

const bytesOf = (data: TensorData): Uint8Array => new Uint8Array(data.buffer, data.byteOffset, data.byteLength);

function writeTensor(writer: MessageWriter, name: string, tensor: Tensor, data: TensorData): void {
  writer
    .integers(1, tensor.shape as readonly number[])
    .integer(2, typeNumber[tensor.dtype])
    .text(8, name)
    .bytes(9, bytesOf(data));
}

function writeValue(writer: MessageWriter, name: string, { shape, dtype }: Pick<Tensor, "shape" | "dtype">): void {
  writer.text(1, name).message(2, (type) =>
    type.message(1, (tensor) => {
      tensor.integer(1, typeNumber[dtype]).message(2, (dims) => {
        for (const dim of shape)
          dims.message(1, (one) => {
            if (typeof dim === "number") one.integer(1, dim);
            else one.text(2, dim);
          });
      });
    }),
  );
}

function writeAttribute(writer: MessageWriter, name: string, value: Attribute): void {
  writer.text(1, name);
  if (typeof value === "number") writer.integer(3, value).integer(20, 2);
  else if (typeof value === "string") writer.text(4, value).integer(20, 3);
  else if ("float" in value) writer.float(2, value.float).integer(20, 1);
  else {
    for (const one of value) writer.integer(8, one);
    writer.integer(20, 7);
  }
}

/** Small constants with the same content are written once. */
const sharedBytes = 64;

class GraphWriter {
  readonly #graph = new MessageWriter();
  readonly #names = new Map<Tensor, string>();
  readonly #shared = new Map<string, string>();
  readonly #sizes = new Map<string, string>();
  readonly #where = new Map<string, { readonly input: string; readonly axis: number }>();
  #next = 0;

  fresh(prefix: string): string {
    return `${prefix}_${this.#next++}`;
  }

  input(tensor: Tensor, name: string): void {
    this.#names.set(tensor, name);
    this.#graph.message(11, (writer) => writeValue(writer, name, tensor));
    tensor.shape.forEach((dim, axis) => {
      if (typeof dim === "string" && !this.#where.has(dim)) this.#where.set(dim, { input: name, axis });
    });
  }

  initializer(tensor: Tensor, name: string, data: TensorData): void {
    this.#names.set(tensor, name);
    this.#graph.message(5, (writer) => writeTensor(writer, name, tensor, data));
  }

  constant(tensor: Tensor): void {
    const data = tensor.data!;
    const key = data.byteLength <= sharedBytes ? `${tensor.dtype}[${tensor.shape.join()}]${data.join()}` : undefined;
    const known = key === undefined ? undefined : this.#shared.get(key);
    if (known !== undefined) {
      this.#names.set(tensor, known);
      return;
    }
    const name = this.fresh("constant");
    if (key !== undefined) this.#shared.set(key, name);
    this.initializer(tensor, name, data);
  }

  node(op: string, inputs: readonly string[], outputs: readonly string[], attributes: Readonly<Record<string, Attribute>> = {}): void {
    this.#graph.message(1, (writer) => {
      for (const name of inputs) writer.text(1, name);
      for (const name of outputs) writer.text(2, name);
      writer.text(3, `${op}_${this.#next++}`).text(4, op);
      for (const [name, value] of Object.entries(attributes)) writer.message(5, (inner) => writeAttribute(inner, name, value));
    });
  }

  #vector(values: readonly number[]): string {
    const name = this.fresh("sizes");
    const data = BigInt64Array.from(values, BigInt);
    this.#graph.message(5, (writer) => writeTensor(writer, name, { kind: "constant", shape: [values.length], dtype: "int64" }, data));
    return name;
  }

  /** The size of a named dimension or of a product of such as a vector of one element. */
  #size(dim: string): string {
    const known = this.#sizes.get(dim);
    if (known !== undefined) return known;
    let name: string;
    const place = this.#where.get(dim);
    if (place) {
      name = this.fresh("dim");
      this.node("Shape", [place.input], [name], { start: place.axis, end: place.axis + 1 });
    } else if (/^\d+$/.test(dim)) name = this.#vector([Number(dim)]);
    else if (dim.includes("*")) {
      const [first, ...rest] = dim.split("*").map((factor) => this.#size(factor));
      name = first!;
      for (const factor of rest) {
        const next = this.fresh("dim");
        this.node("Mul", [name, factor], [next]);
        name = next;
      }
    } else throw new LearnError("bad_shape", `no input of the graph tells the size of "${dim}"`);
    this.#sizes.set(dim, name);
    return name;
  }

  operation({ op, inputs, attributes, outputs }: Operation): void {
    if (op === "Dimension") {
      this.#names.set(outputs[0]!, this.#size(attributes["of"] as string));
      return;
    }
    const names = outputs.map((output) => {
      const name = this.fresh("t");
      this.#names.set(output, name);
      return name;
    });
    this.node(
      op,
      inputs.map((tensor) => (tensor === undefined ? "" : this.#names.get(tensor)!)),
      names,
      attributes,
    );
  }

  output(name: string, tensor: Tensor): void {
    this.node("Identity", [this.#names.get(tensor)!], [name]);
    this.#graph.message(12, (writer) => writeValue(writer, name, tensor));
  }

  model(): Uint8Array {
    this.#graph.text(2, "aisle");
    const graph = this.#graph;
    return new MessageWriter()
      .integer(1, irVersion)
      .text(2, "aisle")
      .bytes(7, graph.finish())
      .message(8, (set) => set.text(1, "").integer(2, opset))
      .finish();
  }
}

/** The model of the named outputs. Two inputs or parameters of one name are an error (bad_argument). */
export function encodeGraph(outputs: Readonly<Record<string, Tensor>>, options: EncodeOptions = {}): EncodedGraph {
  const wanted = Object.values(outputs);
  const operations = operationsFor(wanted);
  const writer = new GraphWriter();
  const inputs: { name: string; shape: Shape; dtype: DataType }[] = [];
  const taken = new Set<string>();
  for (const tensor of new Set([...(options.inputs ?? []), ...leavesOf(operations, wanted)])) {
    if (tensor.kind === "constant") {
      writer.constant(tensor);
      continue;
    }
    const name = tensor.name!;
    if (taken.has(name)) throw new LearnError("bad_argument", `two inputs or parameters are called "${name}"`);
    taken.add(name);
    const data = tensor.kind === "parameter" ? options.weights?.(name) : undefined;
    if (data) writer.initializer(tensor, name, data);
    else {
      writer.input(tensor, name);
      inputs.push({ name, shape: tensor.shape, dtype: tensor.dtype });
    }
  }
  for (const operation of operations) writer.operation(operation);
  for (const [name, tensor] of Object.entries(outputs)) writer.output(name, tensor);
  return { bytes: writer.model(), inputs };
}
