// duckdb.cjs FILE THREADS [typed] - load FILE into a table in memory and answer.  typed: the types are given as a careful
// user would, and rows need not keep their order; else all of it is left to DuckDB.
'use strict';
const fs = require('fs');
const { DuckDBInstance } = require('@duckdb/node-api');
const { print, questions, failed } = require('./answers.cjs');

const kinds = [
	[/^id$/, 'INTEGER'],
	[/^time$/, 'TIMESTAMP'],
	[/^(recommend|csat|effort|(likely|rating|stars)_\d+)$/, 'TINYINT'],
	[/^handle_s$/, 'SMALLINT'],
	[/^(wait_s|revenue|amount_\d+)$/, 'DECIMAL(9,2)'],
	[/^(resolved|flag_\d+)$/, 'BOOLEAN'],
];

function header(file) {
	const bytes = Buffer.alloc(65536);
	const handle = fs.openSync(file);
	const n = fs.readSync(handle, bytes);
	fs.closeSync(handle);
	return bytes.toString('latin1', 0, n).split('\n', 1)[0].replaceAll('"', '').split(',');
}

function typed(file) {
	const type = (name) => (kinds.find(([pattern]) => pattern.test(name)) || [null, 'VARCHAR'])[1];
	const columns = header(file).map((name) => `'${name}': '${type(name)}'`).join(', ');
	return `, header = true, delim = ',', quote = '"', escape = '"', columns = {${columns}}`;
}

async function main([file, threads, how]) {
	const instance = await DuckDBInstance.create(':memory:', { threads });
	const connection = await instance.connect();
	if (how === 'typed')
		await connection.run('set preserve_insertion_order = false');
	await connection.run(`create table t as from read_csv('${file}'${how === 'typed' ? typed(file) : ''})`);
	for (const question of questions((rows) => `count(*) filter (where ${rows})`))
		print((await connection.runAndReadAll(question)).getRowObjects());
}

main(process.argv.slice(2)).catch(failed);
