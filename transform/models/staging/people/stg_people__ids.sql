with source as (

    select * from {{ source('people', 'people_ids') }}

),

renamed as (

    select
        source.identifier,
        {{ settled_key(plain_text('source.identifier')) }} as settled_key,
        coalesce(lower({{ plain_text('source.system') }}), '') as scope,
        source.employee_number as employee_number_typed,
        lower(trim(source.employee_number)) = 'nobody' as is_nobody,
        source.settled_by,
        source.settled_on,
        source._source_file,
        source._source_row,
        source._extracted_on
    from source

)

select * from renamed
