import { TextInput, type TextInputProps } from '@mantine/core';
import { useState } from 'react';
import { timeOf } from './time-of';

interface Props extends Omit<TextInputProps, 'value' | 'onChange' | 'onBlur' | 'type'> {
  /** A local time of day: 09:00. */
  value: string;
  onChange: (time: string) => void;
}

/** A time of day, typed as one likes: 9, 930, 9:30. By 24 hours everywhere, unlike the browsers' own field. */
export function TimeInput({ value, onChange, ...rest }: Props) {
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <TextInput
      {...rest}
      inputMode="numeric"
      maxLength={5}
      autoComplete="off"
      value={typed ?? value}
      onChange={(event) => {
        const text = event.currentTarget.value;
        setTyped(text);
        if (/^\d\d:\d\d$/.test(text) && timeOf(text)) onChange(text);
      }}
      onBlur={() => {
        const time = typed === null ? null : timeOf(typed);
        if (time && time !== value) onChange(time);
        setTyped(null);
      }}
    />
  );
}
