// polars.cjs FILE THREADS - read FILE into a data frame, its types found by Polars, and answer.  Where every field is quoted
// it finds no numbers at all, so that the one column asked for is made numbers afterwards.
'use strict';
process.env.POLARS_MAX_THREADS = process.argv[3];
const pl = require('nodejs-polars');
const { print, failed } = require('./answers.cjs');

function main([file]) {
	const score = pl.col('recommend').cast(pl.Int8, false);
	const counts = [
		score.gtEq(9).sum().alias('promoters'),
		score.ltEq(6).sum().alias('detractors'),
		score.count().alias('answers'),
	];
	const t = pl.readCSV(file, { tryParseDates: true });
	print([{ channel: '(all)', ...t.select(...counts).toRecords()[0] }]);
	print(t.groupBy('channel').agg(...counts).toRecords());
}

try {
	main(process.argv.slice(2));
} catch (error) {
	failed(error);
}
