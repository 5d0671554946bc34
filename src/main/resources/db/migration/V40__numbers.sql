-- «NaN» is a numeric to PostgreSQL, greater than every number: a bound from below lets it through, and every sum with it is it.
alter table self_report add check (points <> 'NaN');
alter table column_figure add check (points <> 'NaN' and low <> 'NaN' and high <> 'NaN');
alter table appraisal add check (points <> 'NaN');
alter table question add check (top <> 'NaN');
alter table question_answer add check (mean <> 'NaN');
