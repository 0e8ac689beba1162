import { integer, list, text, type Message } from "./messages.ts";

const DTYPES = {
  uint8: Uint8Array,
  uint16: Uint16Array,
  uint32: Uint32Array,
  int8: Int8Array,
  int16: Int16Array,
  int32: Int32Array,
  float32: Float32Array,
  float64: Float64Array,
} as const;

/** Bytes as a method receives them; an array of numbers knows its shape. */
type Binary = InstanceType<(typeof DTYPES)[keyof typeof DTYPES]> & {
  shape?: readonly number[];
};

/** The bytes of a binary call as the array type that its header names, bytes if none. */
export function typedArray(bytes: ArrayBuffer, message: Message): Binary {
  const name = message["dtype"] ?? "uint8";
  const type = Object.hasOwn(DTYPES, String(name)) ? DTYPES[name as keyof typeof DTYPES] : null;
  if (!type) {
    throw new TypeError(`dtype "${String(name)}" is none of ${Object.keys(DTYPES).join(", ")}`);
  }
  if (bytes.byteLength % type.BYTES_PER_ELEMENT) {
    throw new RangeError(`${bytes.byteLength} bytes are no whole number of ${String(name)} values`);
  }
  const array: Binary = new type(bytes);
  if (message["shape"] != null) array.shape = list(message, "shape") as readonly number[];
  return array;
}

/** Stands for bytes that came before, by their place in the list that the message has of them. */
const REFERENCE = "__buffer__";

interface Transfer {
  readonly header: Message;
  readonly pieces: (ArrayBuffer | undefined)[];
  missing: number;
}

/** Puts bytes in chunks together again, and into the messages that they belong to. Chunks may come
 *  in any order. */
export class Chunks {
  /** What is under way, by its id. */
  readonly #transfers = new Map<string, Transfer>();
  /** What is complete, for a message that is to come, by its id. */
  readonly #buffers = new Map<string, Binary>();

  announce(header: Message): void {
    const count = integer(header, "num_chunks");
    if (count < 1) throw new RangeError(`${header.type}: "num_chunks" must be at least 1`);
    this.#transfers.set(text(header, "transfer_id"), {
      header,
      pieces: new Array<ArrayBuffer | undefined>(count),
      missing: count,
    });
  }

  /** Takes a chunk. @returns a call's header and all its bytes if this was the last one */
  add(message: Message, bytes: ArrayBuffer): { header: Message; bytes: ArrayBuffer } | null {
    const id = text(message, "transfer_id");
    const transfer = this.#transfers.get(id);
    if (!transfer) throw new Error(`binary-chunk: no transfer "${id}" is under way`);
    const index = integer(message, "chunk_index");
    if (index < 0 || index >= transfer.pieces.length || transfer.pieces[index]) {
      throw new RangeError(`binary-chunk: piece ${index} is out of range or came before`);
    }
    transfer.pieces[index] = bytes;
    transfer.missing -= 1;
    if (transfer.missing) return null;
    this.#transfers.delete(id);
    const { header } = transfer;
    const whole = joined(transfer.pieces as ArrayBuffer[]);
    if (header.type !== "buffer") return { header, bytes: whole };
    this.#buffers.set(id, typedArray(whole, header));
    return null;
  }

  /** Puts the bytes that came before a message in place of the references in its arguments. */
  fill(message: Message): Message {
    const names = list(message, "buffers");
    if (!names.length) return message;
    const buffers = names.map((name) => this.#take(String(name)));
    return { ...message, args: filled(list(message, "args"), buffers) };
  }

  #take(name: string): Binary {
    const buffer = this.#buffers.get(name);
    if (!buffer) throw new Error(`no buffer "${name}" has come`);
    this.#buffers.delete(name);
    return buffer;
  }
}

function joined(pieces: readonly ArrayBuffer[]): ArrayBuffer {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.byteLength, 0));
  let offset = 0;
  for (const piece of pieces) {
    whole.set(new Uint8Array(piece), offset);
    offset += piece.byteLength;
  }
  return whole.buffer;
}

function filled(value: unknown, buffers: readonly Binary[]): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => filled(item, buffers));
  const index = (value as Record<string, unknown>)[REFERENCE];
  if (typeof index === "number") return buffers[index];
  const entries = Object.entries(value).map(([key, item]) => [key, filled(item, buffers)]);
  return Object.fromEntries(entries) as unknown;
}
