// Opens a GEXF file with graphology and a Cytoscape JSON file with cytoscape.js, and prints what they hold.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const [modules, gexfFile, cytoscapeFile] = process.argv.slice(2);
const require = createRequire(`${modules}/`);
const { MultiDirectedGraph } = require('graphology');
const { parse } = require('graphology-gexf');
const graph = parse(MultiDirectedGraph, readFileSync(gexfFile, 'utf8'));
const { elements } = JSON.parse(readFileSync(cytoscapeFile, 'utf8'));
const drawn = require('cytoscape')({ headless: true, elements });
console.log(
  JSON.stringify({
    gexf: { nodes: graph.order, edges: graph.size, china: graph.getNodeAttributes('china') },
    cytoscape: {
      nodes: drawn.nodes().length,
      edges: drawn.edges().length,
      china: drawn.getElementById('china').data(),
    },
  }),
);
