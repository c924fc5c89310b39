import { useState } from 'react';

export interface Pictured {
  url: string;
  /** For who can't see it. */
  description?: string;
}

interface Props {
  of: Pictured;
  /** As for `sizes` of an image: how wide it is shown. */
  sizes: string;
  className?: string;
  alt?: string;
}

/** An uploaded picture, in the smallest form that is sharp. One that is gone leaves its ground. */
export function Picture({ of: { url, description = '' }, sizes, className, alt = description }: Props) {
  const [isGone, setGone] = useState(false);
  if (isGone)
    return <span className={className} role="img" aria-label={alt || undefined} aria-hidden={!alt} />;
  return (
    <img
      className={className}
      src={`${url}/medium`}
      srcSet={`${url}/small 320w, ${url}/medium 960w, ${url}/large 1920w`}
      sizes={sizes}
      alt={alt}
      loading="lazy"
      decoding="async"
      onError={() => setGone(true)}
    />
  );
}
