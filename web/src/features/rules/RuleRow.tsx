import { Button, Text } from '@mantine/core';
import { IconArrowDownRight, IconPin } from '@tabler/icons-react';
import { useState } from 'react';
import type { Level } from '@/requests/policies';
import { useI18n } from '@/shared/i18n';
import { type RuleName, ruleTold, type ValueKind } from '@/shared/rules';
import { useTimes } from '@/shared/time';
import classes from './rules.module.css';
import { ValueField } from './ValueField';

interface Props {
  name: RuleName;
  kind: ValueKind;
  value: unknown;
  from: Level;
  /** Whether this level sets it. */
  isHere: boolean;
  mayChange: boolean;
  isUnderWay: boolean;
  onSet: (value: unknown) => void;
  onInherit: () => void;
}

/** One rule: what it is for, its value, where that comes from; set here or inherited again. */
export function RuleRow(props: Props) {
  const { name, kind, value, from, isHere, mayChange, isUnderWay, onSet, onInherit } = props;
  const { t } = useI18n();
  const times = useTimes();
  const [edited, setEdited] = useState<{ value: unknown } | null>(null);
  const title = t(`rules.name-${name}`);
  return (
    <div className={classes.rule}>
      <div>
        <Text fw={550}>{title}</Text>
        <Text size="sm" c="dimmed">
          {t(`rules.about-${name}`)}
        </Text>
      </div>
      <Text className={classes.value}>{ruleTold(kind, value, t, times)}</Text>
      <span className={classes.source} data-here={isHere || undefined}>
        {isHere ? <IconPin size={16} aria-hidden /> : <IconArrowDownRight size={16} aria-hidden />}
        {isHere ? t('rules.set-here') : t(`rules.from-${from}`)}
      </span>
      <div className={classes.acts}>
        {mayChange && !edited && (
          <Button
            size="xs"
            variant="default"
            aria-label={t('rules.change-of', { rule: title })}
            onClick={() => setEdited({ value })}
          >
            {t('rules.change')}
          </Button>
        )}
      </div>
      {edited && (
        <form
          className={classes.editor}
          onSubmit={(event) => {
            event.preventDefault();
            onSet(edited.value);
          }}
        >
          <ValueField
            kind={kind}
            label={title}
            value={edited.value}
            onChange={(next) => setEdited({ value: next })}
          />
          <Button type="submit" loading={isUnderWay}>
            {t('rules.set-here-act')}
          </Button>
          {isHere && (
            <Button variant="default" loading={isUnderWay} onClick={onInherit}>
              {t('rules.inherit')}
            </Button>
          )}
          <Button variant="subtle" onClick={() => setEdited(null)}>
            {t('act.back')}
          </Button>
        </form>
      )}
    </div>
  );
}
