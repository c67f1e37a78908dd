-- What single subscriptions pay instead of their plan's price: an override, then a percent, then a fixed amount.
-- One row is one adjustment; an import replaces the row with the same id.
CREATE TABLE IF NOT EXISTS delta.`${location}` (
  price_adjustment_id STRING NOT NULL COMMENT 'Id of the adjustment',
  subscription_id STRING NOT NULL COMMENT 'The subscription it is agreed with',
  charge_id STRING NOT NULL COMMENT 'The charge of the subscription''s plan',
  kind STRING NOT NULL COMMENT 'override: of the unit amount; percent, fixed: added to it; quantity: of a fixed fee',
  value DECIMAL(38, 18) NOT NULL COMMENT 'The amount, percent or quantity; -15 percent takes 15% off',
  from_date DATE NOT NULL COMMENT 'First day, in the account''s time zone',
  until_date DATE COMMENT 'Day after the last; null for no end'
)
USING DELTA
TBLPROPERTIES ('delta.dataSkippingNumIndexedCols' = '0')
