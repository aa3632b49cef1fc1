-- The warehouse functions as SQL, for whoever runs the project's SQL outside dbt.
{{ create_warehouse_functions() }}
