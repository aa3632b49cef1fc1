select
    codes.code_list,
    codes.code,
    codes.label,
    codes.tone,
    codes.symbol,
    codes.sort_order,
    codes.meaning
from marts.dim_codes as codes
union all
select
    'overdue_band' as code_list,
    bands.band_code as code,
    bands.label,
    'bad' as tone,
    null as symbol,
    bands.sort_order,
    null as meaning
from marts.dim_overdue_bands as bands
order by code_list, sort_order
