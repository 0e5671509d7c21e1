// Counts what N3.js reads: `node n3_count.mjs MODULES FILE TYPE…` prints, for each file, triples or quads, and by graph.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const [modules, ...rest] = process.argv.slice(2);
const { Parser } = createRequire(`${modules}/`)('n3');
const counts = {};
for (let i = 0; i < rest.length; i += 2) {
  const quads = new Parser({ format: rest[i + 1] }).parse(readFileSync(rest[i], 'utf8'));
  const graphs = {};
  for (const quad of quads) graphs[quad.graph.value] = (graphs[quad.graph.value] ?? 0) + 1;
  counts[rest[i]] = { all: quads.length, graphs };
}
console.log(JSON.stringify(counts));
