// answers.cjs - how every peer prints what it was asked: lines "channel promoters detractors answers", "(all)" first.
'use strict';

const condition = { promoters: 'recommend >= 9', detractors: 'recommend <= 6', answers: 'recommend is not null' };
const counts = (count) => Object.keys(condition).map((name) => `${count(condition[name])} as ${name}`).join(', ');

exports.print = (rows) => {
	for (const row of rows)
		console.log([row.channel, row.promoters, row.detractors, row.answers].map(String).join(' '));
};

// The two questions in SQL; COUNT spells "rows for which".
exports.questions = (count) => [
	`select '(all)' as channel, ${counts(count)} from t`,
	`select channel, ${counts(count)} from t group by channel`,
];

exports.failed = (error) => {
	console.error(String(error && error.message || error));
	process.exit(1);
};
