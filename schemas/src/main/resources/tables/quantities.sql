-- How often the fixed charges of single subscriptions count, from a day on until the next row.
-- One row is one quantity; an import replaces the row of the same subscription, charge and day.
CREATE TABLE IF NOT EXISTS delta.`${location}` (
  subscription_id STRING NOT NULL COMMENT 'The subscription',
  charge_id STRING NOT NULL COMMENT 'The recurring or one-time charge of its plan',
  quantity DECIMAL(38, 18) NOT NULL COMMENT 'How often the fee is charged from then on; not a difference',
  from_date DATE NOT NULL COMMENT 'First day, in the account''s time zone'
)
USING DELTA
TBLPROPERTIES ('delta.dataSkippingNumIndexedCols' = '0')
