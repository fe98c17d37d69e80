// chdb.cjs FILE THREADS - load FILE into a table in memory, its types found by ClickHouse, and answer.  Where every field
// is quoted it finds no numbers, so that the one column asked for is made numbers in the question.
'use strict';
const { Session } = require('chdb');
const { print, questions, failed } = require('./answers.cjs');

function main([file, threads]) {
	const session = new Session();
	const settings = `settings max_threads = ${threads}`;
	session.query('create database d');
	session.query(`create table d.t engine = Memory as select * from file('${file}', CSVWithNames) ` +
		`${settings}, max_insert_threads = ${threads}`);
	for (const question of questions((rows) => `countIf(${rows})`)) {
		const asked = question.replaceAll('recommend', `accurateCastOrNull(recommend, 'Int8')`).replace('from t', 'from d.t');
		const answer = session.query(`${asked} ${settings}`, 'JSONEachRow');
		print(answer.trim().split('\n').map((line) => JSON.parse(line)));
	}
	session.cleanup();
}

try {
	main(process.argv.slice(2));
} catch (error) {
	failed(error);
}
