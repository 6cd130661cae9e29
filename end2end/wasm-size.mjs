// Prints what the WebAssembly weighs, raw and as a browser gets it. With a limit, fails above it.
// usage: node wasm-size.mjs FOLDER [BROTLI_BYTES_MAX]
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

const [folder, limit] = process.argv.slice(2);
// Its name has the hash of its content.
const files = readdirSync(folder).filter((name) => name.endsWith(".wasm"));
if (files.length !== 1) {
  console.error(`${folder} must have one WebAssembly; it has ${files.length}: ${files.join(", ")}`);
  process.exit(1);
}
const raw = readFileSync(path.join(folder, files[0]));
const brotli = brotliCompressSync(raw, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
console.log(`WebAssembly: ${raw.length} bytes, ${brotli.length} bytes with brotli`);
if (limit !== undefined && brotli.length > Number(limit)) {
  console.error(`That is more than the ${limit} bytes it may weigh with brotli.`);
  process.exit(1);
}
