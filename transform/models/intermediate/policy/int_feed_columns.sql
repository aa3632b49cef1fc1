-- One row a column of a feed, with the feed's title and the column's heading as the export writes them. Taken from the
-- contract in the source YAML, where they are written once. What each case system exports by itself is here too under
-- the name it has in all of them, as a rule may need it of whichever system has it.
{% set contract = [] %}
{% if execute %}
    {% for node in graph.sources.values() %}
        {% set table_meta = (node.config or {}).get('meta') or node.meta or {} %}
        {% if 'role' in table_meta %}
            {% for column in node.columns.values() %}
                {% set column_meta = (column.get('config') or {}).get('meta') or column.get('meta') or {} %}
                {% do contract.append((node.name, table_meta['title'], column['name'], column_meta['heading'])) %}
            {% endfor %}
        {% endif %}
    {% endfor %}
{% endif %}
with case_systems as (

    select * from {{ ref('case_systems') }}

),

contract as (

    select
        null::varchar as feed,
        null::varchar as feed_title,
        null::varchar as column_name,
        null::varchar as heading
    where false
    {% for feed, title, column_name, heading in contract | sort %}
        union all
        select {{ [feed, title, column_name, heading] | map('replace', "'", "''") | map('tojson')
            | map('replace', '"', "'") | join(', ') }}
    {% endfor %}

),

of_any_system as (

    select
        substr(contract.feed, len(case_systems.system_code) + 2) as feed,
        upper(min(replace(contract.feed_title, case_systems.label || ' ', ''))[1])
        || min(replace(contract.feed_title, case_systems.label || ' ', ''))[2:]
        || ' of any case system' as feed_title,
        contract.column_name,
        min(contract.heading) as heading
    from contract
    inner join case_systems
        on starts_with(contract.feed, case_systems.system_code || '_')
    group by substr(contract.feed, len(case_systems.system_code) + 2), contract.column_name

),

final as (

    select * from contract
    union all
    select * from of_any_system

)

select * from final
