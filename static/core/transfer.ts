/** Large bytes in pieces of this size keep other traffic flowing in between. */
const CHUNK_BYTES = 512 * 1024;
/** Above this many bytes waiting in the socket, sending pauses. */
const MAX_BUFFERED = 4 * 1024 * 1024;
const PAUSE_MS = 20;

/** What an upload needs of the connection. */
export interface Line {
  readonly connected: boolean;
  readonly buffered: number;
  send(frame: string | ArrayBuffer): void;
}

/** 128 random bits as text; unlike `crypto.randomUUID`, also on pages served without TLS. */
export function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Sends the bytes of announced files, each piece as a header and a binary frame.
 *  Ends early when the line drops: the server forgets a transfer whose connection died. */
export async function upload(
  line: Line,
  wid: number,
  transferId: string,
  files: readonly File[],
): Promise<void> {
  for (const [fileIndex, file] of files.entries()) {
    const count = Math.max(1, Math.ceil(file.size / CHUNK_BYTES));
    for (let index = 0; index < count; index += 1) {
      const start = index * CHUNK_BYTES;
      const bytes = await file.slice(start, start + CHUNK_BYTES).arrayBuffer();
      while (line.connected && line.buffered > MAX_BUFFERED) await pause();
      if (!line.connected) return;
      const header = {
        type: "binary-chunk",
        wid,
        transfer_id: transferId,
        file_index: fileIndex,
        file_count: files.length,
        chunk_index: index,
        num_chunks: count,
        encoding: "binary",
      };
      line.send(JSON.stringify(header));
      line.send(bytes);
    }
  }
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
}
