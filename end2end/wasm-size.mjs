// Prints what the WebAssembly weighs, raw and as a browser gets it. With a limit, fails above it.
// usage: node wasm-size.mjs FILE [BROTLI_BYTES_MAX]
import { readFileSync } from "node:fs";
import { brotliCompressSync, constants } from "node:zlib";

const [file, limit] = process.argv.slice(2);
const raw = readFileSync(file);
const brotli = brotliCompressSync(raw, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
console.log(`WebAssembly: ${raw.length} bytes, ${brotli.length} bytes with brotli`);
if (limit !== undefined && brotli.length > Number(limit)) {
  console.error(`That is more than the ${limit} bytes it may weigh with brotli.`);
  process.exit(1);
}
