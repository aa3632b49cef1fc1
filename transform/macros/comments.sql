-- A mart's columns are those of its contract, which dbt has already held against the query: its own way asks the
-- table for them once more before every comment, a sixteenth of the time of a small build.
{% macro duckdb__alter_column_comment(relation, column_dict) %}
    {% for name, column in column_dict.items() %}
    comment on column {{ relation }}.{{ name }} is {{ duckdb_escape_comment(column['description']) }};
    {% endfor %}
{% endmacro %}
