// fingerprints.mjs LOG.sarif ROOT: each result's primaryLocationLineHash must
// be what GitHub's upload action would compute from the sources under ROOT.
// Exits 1 and names the results that differ, or if there is none to compare.
//
// Written from the description of the algorithm in github/codeql-action
// (src/fingerprints.ts), in another way than output/fingerprint.c: with big
// integers, and each line's 100 characters taken apart instead of rolling.
import { readFileSync } from "node:fs";
import { join } from "node:path";

const SIZE = 100;
const BITS = (1n << 64n) - 1n;

// The file's UTF-16 units that count, and where each line begins in them.
function unitsOf(file) {
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(
    readFileSync(file));
  const units = [], starts = [];
  let atStart = true;
  const add = (unit) => {
    if (atStart) starts.push(units.length);
    units.push(unit);
    atStart = unit === 10;
  };
  // An LF belongs to the CR right before it, and to none across a space.
  for (const part of text.match(/\r\n|[^]/g) ?? []) {
    if (part === " " || part === "\t") continue;
    if (part === "\r\n" || part === "\r") add(10);
    else add(part.charCodeAt(0));
  }
  add(65535);
  return { units, starts };
}

function hashesOf(file) {
  const { units, starts } = unitsOf(file);
  const seen = new Map();
  return starts.map((start) => {
    let hash = 0n;
    for (let i = start; i < start + SIZE; i++)
      hash = (hash * 37n + BigInt(units[i] ?? 0)) & BITS;
    const text = hash.toString(16);
    seen.set(text, (seen.get(text) ?? 0) + 1);
    return `${text}:${seen.get(text)}`;
  });
}

const [log, root] = process.argv.slice(2);
const hashes = new Map();
let compared = 0, wrong = 0;
for (const run of JSON.parse(readFileSync(log, "utf8")).runs)
  for (const result of run.results) {
    const place = result.locations[0].physicalLocation;
    const path = decodeURIComponent(place.artifactLocation.uri);
    if (!hashes.has(path)) hashes.set(path, hashesOf(join(root, path)));
    const expected = hashes.get(path)[place.region.startLine - 1];
    const given = result.partialFingerprints.primaryLocationLineHash;
    compared++;
    if (expected === given) continue;
    if (wrong++ < 10)
      console.log(`${log}: ${path}:${place.region.startLine}: ` +
        `${given}, GitHub has ${expected}`);
  }
if (compared === 0) console.log(`${log}: no result to compare`);
process.exit(wrong > 0 || compared === 0 ? 1 : 0);
