// Opens a GraphML file as Gephi Lite does and prints what it found as JSON; exits 1 where graphology refuses the file.
import { readFileSync } from "node:fs";
import Graph from "graphology";
import graphml from "graphology-graphml";

try {
  const graph = graphml.parse(Graph, readFileSync(process.argv[2], "utf8"));
  const nodes = graph.mapNodes((id, attributes) => ({ id, ...attributes }));
  const edges = graph.mapEdges((id, attributes, source, target) => ({ id, source, target, ...attributes }));
  process.stdout.write(JSON.stringify({ nodes, edges }));
} catch (error) {
  process.stderr.write(String(error.message ?? error));
  process.exitCode = 1;
}
