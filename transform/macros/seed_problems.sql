{# One thing wrong in a policy's CSV, told to whoever wrote it: the file, its row as a spreadsheet shows it, the column,
   what stands there, what is wrong with it and what to do. `make policy` prints these; a refresh stops at them.

   `row` is the alias of the seed in the query. `problem` and `to_do` are SQL expressions. #}
{% macro seed_problem(seed, row, column_name, problem, to_do, typed=none) -%}
    '{{ seed }}.csv' as file,
    {{ row }}.rowid + 2 as row_number,
    '{{ column_name }}' as column_name,
    cast({{ typed or row ~ '.' ~ column_name }} as varchar) as typed,
    {{ problem }} as problem,
    {{ to_do }} as to_do
{%- endmacro %}
